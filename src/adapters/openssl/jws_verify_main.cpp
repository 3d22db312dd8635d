// jws-verify --alg A --jwk FILE: a compact JWS on standard input, verified as the server verifies an assertion: strict form, one
// allowed algorithm, the key's own rules. Exit 0 verified, 1 refused (the reason on standard error), 2 usage.
// One line end after the token is not part of it.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "adapters/openssl/openssl_jose.hpp"

namespace {

using namespace switchyard;

struct Arguments {
  std::string algorithm;
  std::string jwk_file;
};

std::optional<Arguments> arguments_of(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--alg") arguments.algorithm = argv[i + 1];
    else if (name == "--jwk") arguments.jwk_file = argv[i + 1];
    else return std::nullopt;
  }
  if (argc % 2 == 0 || arguments.algorithm.empty() || arguments.jwk_file.empty()) return std::nullopt;
  return arguments;
}

std::string all_of(std::istream& stream) {
  std::string text;
  char piece[4096];
  while (text.size() <= 4 * access::kTokenSizeMax && (stream.read(piece, sizeof piece) || stream.gcount() > 0)) {
    text.append(piece, static_cast<std::size_t>(stream.gcount()));
  }
  return text;
}

Result<void> verified(const access::Jose& jose, const std::string& algorithm_name, const std::string& jwk, std::string_view token) {
  auto algorithm = access::parse_jws_algorithm(algorithm_name);
  if (!algorithm) return std::move(algorithm).error();
  auto key = jose.import_jwk(jwk, *algorithm);
  if (!key) return std::move(key).error();
  auto jws = jose.parse(token);
  if (!jws) return std::move(jws).error();
  auto named = access::parse_jws_algorithm(jws->header.algorithm);
  if (!named) return std::move(named).error();
  if (*named != *algorithm) return Error{ErrorKind::invalid, "algorithm_mismatch", "The header's alg is not the one allowed."};
  if (jws->header.kid && key->kid_given && *jws->header.kid != key->kid) {
    return Error{ErrorKind::invalid, "kid_unknown", "The header's kid is not the key's."};
  }
  if (!key->key->verify(jws->signing_input, jws->signature)) return Error{ErrorKind::invalid, "signature_invalid", "The signature does not hold."};
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = arguments_of(argc, argv);
  std::ifstream file(arguments ? arguments->jwk_file : std::string());
  if (!arguments || !file) {
    std::fputs("usage: jws-verify --alg RS256|PS256|ES256|EdDSA --jwk FILE < TOKEN\n", stderr);
    return 2;
  }
  const std::string jwk = all_of(file);
  std::string token = all_of(std::cin);
  if (token.ends_with('\n')) token.pop_back();
  if (token.ends_with('\r')) token.pop_back();
  const auto outcome = verified(adapters::OpensslJose(), arguments->algorithm, jwk, token);
  if (outcome) return 0;
  std::fprintf(stderr, "%s: %s\n", outcome.error().code.c_str(), outcome.error().message.c_str());
  return 1;
}
