#include "adapters/sodium/sodium_sealer.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace switchyard::adapters {

namespace {

constexpr char kVersion = 1;
constexpr std::size_t kNameSize = 4;
constexpr std::size_t kNonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kHeadSize = 1 + kNameSize + kNonceSize;
constexpr std::size_t kLineSize = 2 * kNameSize + 1 + 64;

void start_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium did not start");
}

const unsigned char* octets(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

template <std::size_t Size>
bool read_hex(std::string_view text, std::array<std::uint8_t, Size>& bytes) {
  std::size_t size = 0;
  return sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr) == 0 && size == bytes.size();
}

Error ring_error(std::size_t line, const char* why) {
  return Error{ErrorKind::invalid, "key_ring_malformed", fmt::format("Line {} of the sealing keys {}.", line, why)};
}

}  // namespace

SodiumSealer::SodiumSealer(std::vector<Key> keys) : keys_(std::move(keys)) {}

SodiumSealer::~SodiumSealer() {
  for (Key& key : keys_) sodium_memzero(key.bytes.data(), key.bytes.size());
}

Result<std::unique_ptr<SodiumSealer>> SodiumSealer::from_key_ring(std::string_view key_ring) {
  start_sodium();
  std::vector<Key> keys;
  std::size_t number = 0;
  while (!key_ring.empty()) {
    const auto end = std::min(key_ring.find('\n'), key_ring.size());
    const std::string_view line = key_ring.substr(0, end);
    key_ring.remove_prefix(std::min(end + 1, key_ring.size()));
    ++number;
    if (line.empty() || line == "\r") continue;
    Key key;
    const std::string_view bare = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    if (bare.size() != kLineSize || bare[2 * kNameSize] != ' ' || !read_hex(bare.substr(0, 2 * kNameSize), key.name) ||
        !read_hex(bare.substr(2 * kNameSize + 1), key.bytes)) {
      return ring_error(number, "is not 8 hexadecimal digits, a space and 64 hexadecimal digits");
    }
    if (std::any_of(keys.begin(), keys.end(), [&](const Key& other) { return other.name == key.name; })) {
      return ring_error(number, "has the name of another key");
    }
    keys.push_back(key);
    if (keys.size() > kSealingKeysMax) return ring_error(number, "is one key too many");
  }
  if (keys.empty()) return Error{ErrorKind::invalid, "key_ring_malformed", "There is no sealing key."};
  return std::unique_ptr<SodiumSealer>(new SodiumSealer(std::move(keys)));
}

std::string SodiumSealer::seal(std::string_view plain, std::string_view place) const {
  const Key& key = keys_.back();
  std::string sealed(kHeadSize + plain.size() + kTagSize, '\0');
  sealed[0] = kVersion;
  std::copy(key.name.begin(), key.name.end(), sealed.begin() + 1);
  auto* bytes = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(bytes + 1 + kNameSize, kNonceSize);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + kHeadSize, nullptr, octets(plain), plain.size(), octets(place), place.size(), nullptr,
                                             bytes + 1 + kNameSize, key.bytes.data());
  return sealed;
}

Result<Secret> SodiumSealer::open(std::string_view sealed, std::string_view place) const {
  const Error broken{ErrorKind::invalid, "seal_broken", "What was sealed has been changed, or belongs elsewhere."};
  if (sealed.size() < kHeadSize + kTagSize || sealed[0] != kVersion) return broken;
  const auto has_name = [&](const Key& key) { return std::equal(key.name.begin(), key.name.end(), octets(sealed) + 1); };
  const auto key = std::find_if(keys_.begin(), keys_.end(), has_name);
  if (key == keys_.end()) {
    const auto* name = octets(sealed) + 1;
    return Error{ErrorKind::invalid, "sealing_key_missing",
                 fmt::format("It was sealed with the key {:02x}{:02x}{:02x}{:02x}, which is not in the key ring.", name[0], name[1], name[2], name[3])};
  }
  std::string plain(sealed.size() - kHeadSize - kTagSize, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, octets(sealed) + kHeadSize,
                                                 sealed.size() - kHeadSize, octets(place), place.size(), octets(sealed) + 1 + kNameSize,
                                                 key->bytes.data()) != 0) {
    return broken;
  }
  return Secret(std::move(plain));
}

bool SodiumSealer::is_current(std::string_view sealed) const {
  return sealed.size() >= kHeadSize && std::equal(keys_.back().name.begin(), keys_.back().name.end(), octets(sealed) + 1);
}

Secret new_sealing_key_line() {
  start_sodium();
  std::array<std::uint8_t, kNameSize> name{};
  std::array<std::uint8_t, 32> key{};
  randombytes_buf(name.data(), name.size());
  randombytes_buf(key.data(), key.size());
  std::array<char, kLineSize + 2> line{};
  sodium_bin2hex(line.data(), 2 * kNameSize + 1, name.data(), name.size());
  line[2 * kNameSize] = ' ';
  sodium_bin2hex(line.data() + 2 * kNameSize + 1, 65, key.data(), key.size());
  line[kLineSize] = '\n';
  Secret made(std::string(line.data(), kLineSize + 1));
  sodium_memzero(key.data(), key.size());
  sodium_memzero(line.data(), line.size());
  return made;
}

}  // namespace switchyard::adapters
