#include "pricing/holds/held_rates.hpp"

#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

void put(std::string& bytes, std::uint64_t number) {
  for (; number >= 128; number >>= 7U) bytes.push_back(static_cast<char>((number & 127U) | 128U));
  bytes.push_back(static_cast<char>(number));
}

std::uint64_t take(std::string_view& bytes) {
  std::uint64_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    ENSURE(!bytes.empty() && shift < 64);
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= std::uint64_t{byte & 127U} << shift;
    if (byte < 128) return number;
  }
}

}  // namespace

std::string bytes_of_held_rates(const std::vector<HeldRate>& rates) {
  std::string bytes;
  std::uint32_t before = 0;
  for (const HeldRate& rate : rates) {
    ENSURE(rate.row >= before);
    put(bytes, rate.row - before);
    // A price may be below zero: the lowest bit is the sign.
    const bool negative = rate.basis_micros < 0;
    const auto size = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(rate.basis_micros) : static_cast<std::uint64_t>(rate.basis_micros);
    put(bytes, size << 1U | (negative ? 1U : 0U));
    before = rate.row;
  }
  return bytes;
}

std::vector<HeldRate> held_rates_of(std::string_view bytes) {
  std::vector<HeldRate> rates;
  std::uint32_t row = 0;
  while (!bytes.empty()) {
    row += static_cast<std::uint32_t>(take(bytes));
    const std::uint64_t number = take(bytes);
    const auto size = static_cast<std::int64_t>(number >> 1U);
    rates.push_back({row, (number & 1U) != 0 ? -size : size});
  }
  return rates;
}

}  // namespace switchyard::pricing
