// Any bytes as a signed file, as a CMS with its content, and as a record of events: judged, never believed, never a crash.
// links: esign adapters_openssl
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "adapters/openssl/openssl_cms_verifier.hpp"
#include "esign/evidence/verify_evidence.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard;
  const std::string_view file(reinterpret_cast<const char*>(bytes), size);
  static const adapters::OpensslCmsVerifier verifier;
  const auto report = esign::verify_evidence(file, verifier, Instant::from_unix_seconds(1'800'000'000));
  if (esign::evidence_json(report, "file").empty()) __builtin_trap();
  const std::array<std::string_view, 1> content = {"content"};
  (void)verifier.verify(file, content);
  if (const auto chain = esign::read_evidence(file); chain && chain->head.size() != 64) __builtin_trap();
  return 0;
}
