//! Encryption with a passphrase, by the browser's own cryptography: what encrypted files are made with (`exchange/sealed.rs` says how).
//!
//! PBKDF2 makes 32 bytes of the passphrase; HKDF makes two things of these, the key and the check. So the check can travel in the open: it says
//! nothing about the key. Browsers offer all this at https addresses and on the machine itself only.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

/// Whether this page can.
pub fn is_there() -> bool {
    subtle().is_some()
}

fn subtle() -> Option<SubtleCrypto> {
    let subtle = web_sys::window()?.crypto().ok()?.subtle();
    // Undefined on plain http, whatever the type says.
    subtle.is_object().then_some(subtle)
}

/// Random bytes. `None`: the browser has none.
pub fn random<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// What a passphrase is turned into.
pub struct Lock {
    subtle: SubtleCrypto,
    key: CryptoKey,
    /// Tells whether it is the right passphrase.
    pub check: [u8; 16],
}

impl Lock {
    /// Derives it. `None`: this page cannot.
    pub async fn of(passphrase: &str, salt: &[u8], rounds: u32) -> Option<Lock> {
        let subtle = subtle()?;
        let (key, check) = derived(&subtle, passphrase, salt, rounds).await.ok()?;
        Some(Lock { subtle, key, check: check.try_into().ok()? })
    }

    /// Encrypts bytes; `along` is authenticated with them.
    pub async fn encrypt(&self, nonce: &[u8], along: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
        let data = Uint8Array::from(bytes);
        let done = self.subtle.encrypt_with_object_and_js_u8_array(&gcm(nonce, along).ok()?, &self.key, &data).ok()?;
        Some(Uint8Array::new(&JsFuture::from(done).await.ok()?).to_vec())
    }

    /// Decrypts bytes. `None`: they, or what is authenticated with them, were changed.
    pub async fn decrypt(&self, nonce: &[u8], along: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
        let data = Uint8Array::from(bytes);
        let done = self.subtle.decrypt_with_object_and_js_u8_array(&gcm(nonce, along).ok()?, &self.key, &data).ok()?;
        Some(Uint8Array::new(&JsFuture::from(done).await.ok()?).to_vec())
    }
}

/// The key and the check of a passphrase.
async fn derived(
    subtle: &SubtleCrypto,
    passphrase: &str,
    salt: &[u8],
    rounds: u32,
) -> Result<(CryptoKey, Vec<u8>), JsValue> {
    // The same letters typed on another system may be other characters.
    let typed = js_sys::JsString::from(passphrase).normalize("NFKC");
    let typed = Uint8Array::from(String::from(typed).as_bytes());
    let base = import(subtle, &typed, "PBKDF2").await?;
    let pbkdf2 = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(salt).into()),
        ("iterations", rounds.into()),
    ])?;
    let master = JsFuture::from(subtle.derive_bits_with_object(&pbkdf2, &base, 256)?).await?;
    let master = import(subtle, &Uint8Array::new(&master), "HKDF").await?;
    let hkdf = |info: &str| {
        object(&[
            ("name", "HKDF".into()),
            ("hash", "SHA-256".into()),
            ("salt", Uint8Array::new_with_length(0).into()),
            ("info", Uint8Array::from(info.as_bytes()).into()),
        ])
    };
    let of_bits = |info, bits| subtle.derive_bits_with_object(&hkdf(info)?, &master, bits);
    let key = JsFuture::from(of_bits("key", 256)?).await?;
    let check = JsFuture::from(of_bits("check", 128)?).await?;
    Ok((import(subtle, &Uint8Array::new(&key), "AES-GCM").await?, Uint8Array::new(&check).to_vec()))
}

async fn import(subtle: &SubtleCrypto, bytes: &Uint8Array, name: &str) -> Result<CryptoKey, JsValue> {
    let uses: &[&str] = if name == "AES-GCM" { &["encrypt", "decrypt"] } else { &["deriveBits"] };
    let uses: Array = uses.iter().map(|use_| JsValue::from(*use_)).collect();
    JsFuture::from(subtle.import_key_with_str("raw", bytes, name, false, &uses)?).await?.dyn_into()
}

fn gcm(nonce: &[u8], along: &[u8]) -> Result<Object, JsValue> {
    object(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(nonce).into()),
        ("additionalData", Uint8Array::from(along).into()),
    ])
}

fn object(entries: &[(&str, JsValue)]) -> Result<Object, JsValue> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object)
}
