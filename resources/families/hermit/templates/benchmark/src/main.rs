#[cfg(target_os = "hermit")]
use hermit as _;

use std::hint::black_box;
use std::time::{Duration, Instant};

/// Time since the kernel started to count, in microseconds.
#[cfg(target_os = "hermit")]
fn since_boot() -> Option<Duration> {
    unsafe extern "C" {
        fn sys_clock_gettime(clock: i32, time: *mut [i64; 2]) -> i32;
    }
    const MONOTONIC: i32 = 4;
    let mut time = [0_i64; 2];
    let status = unsafe { sys_clock_gettime(MONOTONIC, &mut time) };
    (status == 0).then(|| Duration::new(time[0] as u64, time[1] as u32))
}

#[cfg(not(target_os = "hermit"))]
fn since_boot() -> Option<Duration> {
    None
}

/// The shortest of several rounds: the others were disturbed.
fn shortest(rounds: u32, mut work: impl FnMut()) -> Duration {
    (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn main() {
    match since_boot() {
        Some(time) => println!("boot: {:.3} ms from the kernel's start to main()", time.as_secs_f64() * 1000.0),
        None => println!("boot: not a unikernel, nothing to measure"),
    }
    let sum = shortest(5, || {
        black_box((0..1_000_000_u64).fold(0, |sum: u64, n| sum.wrapping_add(black_box(n))));
    });
    println!("a million additions: {sum:?}");
    let memory = shortest(5, || {
        black_box(vec![1_u8; 8 << 20]);
    });
    println!("8 MiB allocated and filled: {memory:?}");
    let thread = shortest(5, || std::thread::spawn(|| black_box(1)).join().map(drop).unwrap());
    println!("a thread started and joined: {thread:?}");
}
