# SPDX-License-Identifier: MIT
"""QEMU's own device models, unmodified, on this runtime.

BINDERY_QEMU_SOURCES names a directory of QEMU's sources (10.0 to 10.2); without it the test
is skipped. Each source of SOURCES is compiled with the runtime's headers and QEMU's headers of
devices, and linked with qemu_devices.c; then each device of DEVICES goes through its life.
The library's directory and the C compiler come from BINDERY_RUNTIME_LIBRARY and CC.
"""

import concurrent.futures
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ['BINDERY_SOURCE_ROOT'])
CORE = ROOT / 'runtime/core'
MODULES = ['hwcore', 'chardev', 'system', 'migration', 'qom', 'bql', 'util']
SKIPPED = 77

SOURCES = '''
char/avr_usart char/bcm2835_aux char/cadence_uart char/cmsdk-apb-uart char/digic-uart
char/goldfish_tty char/grlib_apbuart char/ibex_uart char/imx_serial char/max78000_uart
char/nrf51_uart char/pl011 char/renesas_sci char/serial char/serial-mm char/shakti_uart
char/sifive_uart char/stm32f2xx_usart char/xilinx_uartlite
timer/allwinner-a10-pit timer/arm_timer timer/cadence_ttc
timer/cmsdk-apb-dualtimer timer/cmsdk-apb-timer timer/digic-timer timer/grlib_gptimer
timer/hpet timer/renesas_cmt timer/sifive_pwm timer/slavio_timer
timer/stm32f2xx_timer
gpio/gpio_key gpio/gpio_pwr gpio/imx_gpio gpio/mpc8xxx gpio/nrf51_gpio gpio/pl061
gpio/sifive_gpio
watchdog/allwinner-wdt watchdog/cmsdk-apb-watchdog watchdog/sbsa_gwdt watchdog/wdt_imx2
rtc/allwinner-rtc rtc/aspeed_rtc rtc/goldfish_rtc rtc/ls7a_rtc rtc/pl031 rtc/sun4v-rtc
rtc/xlnx-zynqmp-rtc
misc/arm_l2x0 misc/arm_sysctl misc/bcm2835_rng misc/sifive_test misc/stm32f2xx_syscfg
misc/virt_ctrl misc/xlnx-versal-xramc misc/zynq_slcr
intc/bcm2835_ic intc/goldfish_pic intc/imx_avic intc/intc intc/pl190 intc/xilinx_intc
intc/xlnx-zynqmp-ipi
'''.split()

# Each with what a board sets.
DEVICES = '''
avr-usart; bcm2835-aux; cadence_uart; cmsdk-apb-uart pclk-frq=1000000; digic-uart;
goldfish_tty; grlib-apbuart; ibex-uart; imx.serial; max78000-uart; nrf51_soc.uart; pl011;
renesas-sci input-freq=1000000; serial-mm; shakti-uart; riscv.sifive.uart; stm32f2xx-usart;
xlnx.xps-uartlite endianness=little;
allwinner-A10-timer; sp804; integrator_pit; cmsdk-apb-dualtimer; cmsdk-apb-timer;
digic-timer; grlib-gptimer; hpet hpet-intcap=0xff; renesas-cmt input-freq=1000000;
sifive-pwm; slavio_timer; stm32f2xx-timer;
gpio-key; gpio-pwr; imx.gpio; mpc8xxx_gpio; nrf51_soc.gpio; pl061; sifive_soc.gpio;
allwinner-wdt-sun4i; cmsdk-apb-watchdog; sbsa_gwdt; imx2.wdt;
allwinner-rtc-sun4i; aspeed.rtc; ls7a_rtc; pl031; sun4v_rtc; xlnx-zynmp.rtc;
l2x0; realview_sysctl; riscv.sifive.test; stm32f2xx-syscfg; virt-ctrl;
xlnx.versal-xramc; xilinx-zynq_slcr;
bcm2835-ic; goldfish_pic; imx.avic; pl190; xlnx.xps-intc endianness=little;
xlnx.zynqmp_ipi
'''.split(';')


def device_headers(qemu, work):
    """A directory with QEMU's headers of devices, and none that the runtime has to have."""
    top = work / 'include'
    (top / 'hw').mkdir(parents=True)
    (top / 'trace').mkdir()
    for name in ['adc', 'arm', 'char', 'dma', 'gpio', 'i2c', 'intc', 'm68k', 'misc',
                 'riscv', 'rtc', 'ssi', 'timer', 'watchdog']:
        if (qemu / 'include/hw' / name).is_dir():
            (top / 'hw' / name).symlink_to(qemu / 'include/hw' / name)
        events = qemu / 'hw' / name / 'trace-events'
        if events.exists():
            subprocess.run([sys.executable, CORE / 'util/tracetool.py', events,
                            top / 'trace' / f'trace-hw_{name}.h'], check=True)
    return top


def compile_one(source, output, includes):
    flags = subprocess.run(['pkg-config', '--cflags', 'glib-2.0'], capture_output=True,
                           text=True, check=True).stdout.split()
    command = [*shlex.split(os.environ.get('CC', 'cc')), '-std=gnu11', '-D_GNU_SOURCE', '-O1',
               '-fwrapv', '-fno-strict-aliasing', '-Wall', '-Werror', '-Wno-unused-parameter',
               *includes, *flags, '-c', source, '-o', output]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def link(program, objects, library):
    command = [*shlex.split(os.environ.get('CC', 'cc')), '-o', program, *objects, library,
               f'-Wl,-rpath,{library.parent}', '-lglib-2.0', '-lm']
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        print(f'the devices do not link:\n{result.stderr}')
    return result.returncode == 0


def run(program, arguments):
    """What it said, and its status; of several devices no one keeps the others waiting."""
    try:
        result = subprocess.run([program, *arguments], capture_output=True, text=True,
                                check=False, timeout=60)
    except subprocess.TimeoutExpired:
        return 'it did not end in 60 s', 'none'
    return (result.stdout + result.stderr).strip(), result.returncode


def main():
    if not os.environ.get('BINDERY_QEMU_SOURCES'):
        print('skipped: BINDERY_QEMU_SOURCES does not name a directory of QEMU\'s sources')
        return SKIPPED
    qemu = pathlib.Path(os.environ['BINDERY_QEMU_SOURCES']).resolve()
    library = pathlib.Path(os.environ['BINDERY_RUNTIME_LIBRARY']).resolve()
    failed = passed = 0
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        includes = [f'-I{CORE / module / "include"}' for module in MODULES]
        own = [*includes, f'-I{device_headers(qemu, work)}']
        sources = [ROOT / 'tests/runtime/qemu_devices.c']
        sources += [qemu / 'hw' / f'{name}.c' for name in SOURCES]
        objects = [work / f'{number}.o' for number in range(len(sources))]
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda pair: compile_one(*pair, own), zip(sources, objects)))
        for source, result in zip(sources, results):
            passed += result.returncode == 0
            if result.returncode:
                failed += 1
                print(f'{source.name}: does not compile:\n{result.stderr}')
        program = work / 'qemu_devices'
        if not failed and not link(program, objects, library):
            failed += 1
        for device in DEVICES if not failed else []:
            text, status = run(program, device.split())
            passed += status == 0
            failed += status != 0
            print(f'{device.split()[0]:24}{text}' + (f' (status {status})' if status else ''))
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
