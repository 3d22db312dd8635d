// Sealer on libsodium: XChaCha20-Poly1305 with a random nonce and the place as associated data, under a ring of keys.
//
// A key ring is text, one key a line: eight hexadecimal digits that name the key, a space, 64 hexadecimal digits. The last line
// seals; all of them open. It comes from a file in the data directory or from the environment, the same on every node.
// Sealed bytes: version 1, the four bytes of the key's name, 24 of nonce, the ciphertext with its tag.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "access/sealer_port.hpp"

namespace switchyard::adapters {

// How many keys a ring may hold.
inline constexpr std::size_t kSealingKeysMax = 32;

class SodiumSealer final : public access::Sealer {
 public:
  // `key_ring_malformed` says which line, never what stands in it.
  static Result<std::unique_ptr<SodiumSealer>> from_key_ring(std::string_view key_ring);

  [[nodiscard]] std::string seal(std::string_view plain, std::string_view place) const override;
  [[nodiscard]] Result<Secret> open(std::string_view sealed, std::string_view place) const override;
  [[nodiscard]] bool is_current(std::string_view sealed) const override;

  ~SodiumSealer() override;
  SodiumSealer(const SodiumSealer&) = delete;
  SodiumSealer& operator=(const SodiumSealer&) = delete;

 private:
  struct Key {
    std::array<std::uint8_t, 4> name{};
    std::array<std::uint8_t, 32> bytes{};
  };
  explicit SodiumSealer(std::vector<Key> keys);
  std::vector<Key> keys_;  // Never empty.
};

// A line for a ring with a new key.
[[nodiscard]] Secret new_sealing_key_line();

// The ring in this file; made with one new key (mode 0600, written whole and synced before it has its name) where there is none.
// `key_file_unreadable` where it cannot be read or written, or where others than its owner may read it.
Result<Secret> read_or_make_key_ring(const std::string& file);
// Writes the ring again with one more key, which seals from then on. The new ring's text.
Result<Secret> add_sealing_key(const std::string& file);
// Writes the ring again with its last key alone: after everything has been sealed anew.
Result<void> forget_old_sealing_keys(const std::string& file);

}  // namespace switchyard::adapters
