//! The app's entry: on wasm32 it mounts the shell; natively there is nothing to run.

fn main() {
    #[cfg(target_arch = "wasm32")]
    loudou::ui::start();
}
