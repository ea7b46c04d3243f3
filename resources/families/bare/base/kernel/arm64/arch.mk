# arm64: QEMU's board "virt".
COMPILERS    := $(if $(filter aarch64 arm64,$(shell uname -m)),gcc) \
                aarch64-linux-gnu-gcc aarch64-none-elf-gcc aarch64-elf-gcc
ARCH_UNITS   := boot.S traps.S traps.c machine.c
KERNEL_UNITS := fdt.c
IMAGE_BASE   := 0x40400000
CFLAGS       += -mcmodel=small -mno-outline-atomics
KFLAGS       += -mgeneral-regs-only
FRAME_FLAGS  := -mno-omit-leaf-frame-pointer
QEMU         := qemu-system-aarch64
QEMUFLAGS    := -machine virt,gic-version=2 -nodefaults -cpu cortex-a57 -semihosting-config enable=on,target=gdb
