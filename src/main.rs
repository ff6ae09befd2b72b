//! The app's entry: on wasm32 it mounts the shell; natively there is nothing to run.

fn main() {
    #[cfg(all(target_arch = "wasm32", feature = "screens"))]
    loudou::ui::start();
}
