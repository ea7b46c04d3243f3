#[cfg(target_os = "hermit")]
use hermit as _;

use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

const WORKERS: u64 = 4;
const UP_TO: u64 = 40_000;

/// How many primes there are in this worker's share of the numbers below `UP_TO`.
fn count_primes(worker: u64) -> u64 {
    let share = UP_TO / WORKERS;
    (worker * share..(worker + 1) * share)
        .filter(|number| *number > 1)
        .filter(|number| (2..).take_while(|d| d * d <= *number).all(|d| number % d != 0))
        .count() as u64
}

fn main() {
    let total = Arc::new(Mutex::new(0));
    let (tell, told) = mpsc::channel();
    let workers: Vec<_> = (0..WORKERS)
        .map(|worker| {
            let total = Arc::clone(&total);
            let tell = tell.clone();
            thread::spawn(move || {
                let found = count_primes(worker);
                *total.lock().unwrap() += found;
                tell.send((worker, found)).unwrap();
            })
        })
        .collect();
    drop(tell);

    for (worker, found) in told {
        println!("worker {worker} found {found} primes");
    }
    for worker in workers {
        worker.join().unwrap();
    }
    println!("{} primes below {UP_TO}", total.lock().unwrap());
}
