#include "adapters/openssl/public_pem.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>

#include "adapters/openssl/openssl_handles.hpp"

namespace switchyard::adapters {

Result<std::string> public_pem_of(const Secret& private_pem) {
  const std::string_view pem = private_pem.reveal();
  const Bio in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  must(in != nullptr, "BIO_new_mem_buf");
  const EvpKey key(PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr));
  if (key == nullptr) return Error{ErrorKind::invalid, "key_malformed", "This is no private key in PEM."};
  const Bio out(BIO_new(BIO_s_mem()));
  must(out != nullptr && PEM_write_bio_PUBKEY(out.get(), key.get()) == 1, "PEM_write_bio_PUBKEY");
  const char* text = nullptr;
  const long size = BIO_get_mem_data(out.get(), &text);
  return std::string(text, static_cast<std::size_t>(size));
}

}  // namespace switchyard::adapters
