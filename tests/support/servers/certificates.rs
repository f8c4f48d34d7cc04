//! A small certificate authority and the servers' certificate.

use rcgen::{BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair};
use rcgen::{CertifiedIssuer, KeyUsagePurpose};

use super::AUTHSERV_ID;
use super::folder::Folder;

pub(super) const AUTHORITY: &str = "ca.pem";
pub(super) const STRANGER: &str = "wrong-ca.pem";
pub(super) const CERTIFICATE: &str = "server.pem";
pub(super) const KEY: &str = "server.key";

/// Writes them into the folder.
pub(super) fn write(folder: &Folder) {
    let ours = authority("Authority of the tests");
    folder.write(AUTHORITY, &ours.pem());
    folder.write(STRANGER, &authority("Somebody else's authority").pem());

    let key = KeyPair::generate().unwrap();
    let certificate = server(&key, &ours);
    folder.write(CERTIFICATE, &certificate);
    folder.write(KEY, &key.serialize_pem());
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn server(key: &KeyPair, authority: &Issuer<'_, KeyPair>) -> String {
    let names = ["localhost", "127.0.0.1", AUTHSERV_ID].map(str::to_owned);
    let mut params = CertificateParams::new(names).unwrap();
    params.distinguished_name.push(DnType::CommonName, AUTHSERV_ID);
    params.is_ca = IsCa::ExplicitNoCa;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.signed_by(key, authority).unwrap().pem()
}
