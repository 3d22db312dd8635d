#include "adapters/openssl/ed25519_point.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "adapters/openssl/openssl_handles.hpp"
#include "values/ensure.hpp"

namespace switchyard::adapters {

namespace {

constexpr const char* kPrime = "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed";
constexpr const char* kCurveD = "52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3";

// The y of the points of order 1, 2, 4 and 8, big-endian; each stands for both signs of x.
constexpr std::array<const char*, 5> kLowOrderY = {
    "0",
    "1",
    "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec",
    "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
    "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",
};

BigNumber from_hex(const char* text) {
  BIGNUM* number = nullptr;
  must(BN_hex2bn(&number, text) > 0, "BN_hex2bn");
  return BigNumber(number);
}

// Whether x² = (y² - 1) / (d y² + 1) has an x: the quotient is a square where the product is one.
bool has_x(const BIGNUM* y, const BIGNUM* prime) {
  BigNumberContext context(BN_CTX_new());
  BigNumber y2(BN_new());
  BigNumber numerator(BN_new());
  BigNumber denominator(BN_new());
  must(context && y2 && numerator && denominator, "BN_new");
  const BigNumber d = from_hex(kCurveD);
  must(BN_mod_sqr(y2.get(), y, prime, context.get()) == 1 &&
           BN_mod_sub(numerator.get(), y2.get(), BN_value_one(), prime, context.get()) == 1 &&
           BN_mod_mul(denominator.get(), d.get(), y2.get(), prime, context.get()) == 1 &&
           BN_mod_add(denominator.get(), denominator.get(), BN_value_one(), prime, context.get()) == 1 &&
           BN_mod_mul(numerator.get(), numerator.get(), denominator.get(), prime, context.get()) == 1,
       "BN_mod");
  return BN_kronecker(numerator.get(), prime, context.get()) >= 0;
}

}  // namespace

Ed25519Point classify_ed25519_point(std::string_view encoded) {
  ENSURE(encoded.size() == 32);
  std::string big_endian(encoded.rbegin(), encoded.rend());
  big_endian[0] = static_cast<char>(big_endian[0] & 0x7f);  // The sign of x.
  const BigNumber y = big_number(big_endian);
  const BigNumber prime = from_hex(kPrime);
  if (BN_cmp(y.get(), prime.get()) >= 0) return Ed25519Point::not_canonical;
  const bool low_order = std::any_of(kLowOrderY.begin(), kLowOrderY.end(),
                                     [&](const char* weak) { return BN_cmp(y.get(), from_hex(weak).get()) == 0; });
  if (low_order) return Ed25519Point::low_order;
  return has_x(y.get(), prime.get()) ? Ed25519Point::sound : Ed25519Point::not_on_curve;
}

}  // namespace switchyard::adapters
