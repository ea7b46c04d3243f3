// Brings the kernel into the program: without this line it builds, and does not boot.
#[cfg(target_os = "hermit")]
use hermit as _;

fn main() {
    println!("Hello from {}!", std::env::consts::OS);
}
