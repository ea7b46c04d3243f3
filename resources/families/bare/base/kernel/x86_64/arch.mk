# x86_64: the PC "q35" that QEMU plays.
COMPILERS   := $(if $(filter x86_64 amd64,$(shell uname -m)),gcc) x86_64-linux-gnu-gcc x86_64-elf-gcc
ARCH_UNITS  := boot.S traps.S traps.c machine.c
IMAGE_BASE  := 0x400000
CFLAGS      += -m64 -mno-red-zone -mcmodel=small -fcf-protection=none
KFLAGS      += -mgeneral-regs-only
FRAME_FLAGS := -mno-omit-leaf-frame-pointer
PROTECTOR   := -mstack-protector-guard=global
QEMU        := qemu-system-x86_64
QEMUFLAGS   := -machine q35 -nodefaults -device isa-debug-exit,iobase=0xf4,iosize=4
