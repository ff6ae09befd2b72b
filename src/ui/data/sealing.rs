//! A file behind a passphrase: what [`sealed`](crate::exchange::sealed) says, done by the browser.

use crate::exchange::sealed::{Seal, ROUNDS};
use crate::web::crypto::{random, Lock};

/// Encrypts a file.
///
/// # Errors
/// `no_crypto`.
pub async fn seal(passphrase: &str, bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let (salt, nonce) = random().zip(random()).ok_or("no_crypto")?;
    let lock = Lock::of(passphrase, &salt, ROUNDS).await.ok_or("no_crypto")?;
    let mut file = Seal { rounds: ROUNDS, salt, nonce, check: lock.check }.line().into_bytes();
    let encrypted = lock.encrypt(&nonce, &file, bytes).await.ok_or("no_crypto")?;
    file.extend(encrypted);
    Ok(file)
}

/// Decrypts a file.
///
/// # Errors
/// `no_crypto`, `wrong_passphrase`, `sealed_changed`, `newer_file`.
pub async fn open(passphrase: &str, file: &[u8]) -> Result<Vec<u8>, &'static str> {
    let (seal, encrypted) = Seal::read(file)?;
    let lock = Lock::of(passphrase, &seal.salt, seal.rounds).await.ok_or("no_crypto")?;
    if lock.check != seal.check {
        return Err("wrong_passphrase");
    }
    // The key is right, so what does not fit is the file.
    lock.decrypt(&seal.nonce, seal.line().as_bytes(), encrypted).await.ok_or("sealed_changed")
}
