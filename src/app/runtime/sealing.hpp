// Where the sealing key comes from: SWITCHYARD_SEALING_KEY, else the settings' file, else sealing.key in the data directory.
#pragma once

#include <memory>
#include <mutex>

#include "access/sealer_port.hpp"
#include "adapters/sodium/sodium_sealer.hpp"
#include "app/installation.hpp"

namespace switchyard::app {

// The file, or nothing where the environment variable goes before it.
[[nodiscard]] std::string sealing_key_file(const Installation& installation);

// A sealer that reads its key ring again before it seals and when it meets a key that it does not hold: `keys rotate` beside a running server.
// Safe to call from many threads.
class RingSealer final : public access::Sealer {
 public:
  // An empty `file` takes the ring from the environment variable.
  static Result<std::unique_ptr<RingSealer>> open(std::string file);

  [[nodiscard]] std::string seal(std::string_view plain, std::string_view place) const override;
  [[nodiscard]] Result<Secret> open(std::string_view sealed, std::string_view place) const override;
  [[nodiscard]] bool is_current(std::string_view sealed) const override;

 private:
  explicit RingSealer(std::string file) : file_(std::move(file)) {}
  [[nodiscard]] Result<void> read_ring() const;
  [[nodiscard]] std::shared_ptr<const adapters::SodiumSealer> ring() const;

  const std::string file_;
  mutable std::mutex mutex_;  // Guards ring_.
  mutable std::shared_ptr<const adapters::SodiumSealer> ring_;
};

}  // namespace switchyard::app
