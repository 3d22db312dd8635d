// A self-made sealing key, made once a process. For tests of any room: TEST_ROOMS adapters_openssl.
#pragma once

#include "adapters/openssl/openssl_cms_verifier.hpp"
#include "adapters/openssl/openssl_sealing_key.hpp"
#include "ports/random_fake.hpp"

namespace switchyard::adapters {

inline const SealKeyMaterial& seal_material_fake() {
  static const SealKeyMaterial material = [] {
    SeededRandom random;
    return make_self_made_seal({}, Instant::parse("2026-11-24T14:00:00Z").value(), random);
  }();
  return material;
}

inline const documents::SealingKey& sealing_key_fake() {
  static const std::unique_ptr<documents::SealingKey> key = open_sealing_key(seal_material_fake()).value();
  return *key;
}

}  // namespace switchyard::adapters
