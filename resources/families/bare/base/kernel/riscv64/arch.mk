# riscv64: QEMU's board "virt", without firmware.
COMPILERS    := $(if $(filter riscv64,$(shell uname -m)),gcc) \
                riscv64-linux-gnu-gcc riscv64-unknown-elf-gcc riscv64-elf-gcc
ARCH_UNITS   := boot.S traps.S traps.c machine.c
KERNEL_UNITS := fdt.c
IMAGE_BASE   := 0x80000000
CFLAGS       += -march=rv64gc -mabi=lp64d -mcmodel=medany -msmall-data-limit=0
QEMU         := qemu-system-riscv64
QEMUFLAGS    := -machine virt -nodefaults -bios none
