// The commands that make partners and ask for tokens.
#pragma once

#include <string>
#include <vector>

#include "app/commands/command.hpp"
#include "values/result.hpp"

namespace switchyard::app {

struct CreateApplicationOptions {
  std::string name;
  std::string environment;
  std::string public_key;               // File: JWK or PEM.
  std::string algorithm;                // Empty: the JWK's, else by key type.
  std::vector<std::string> scopes;      // Empty: all partner scopes but pii:read, or the operators'.
  std::vector<std::string> origins;
  std::string rate_limit;               // "50/s" or "none"; empty: the settings'.
  bool is_operator = false;
};
int create_application(const CommonOptions& common, const CreateApplicationOptions& options);

struct TokenOptions {
  std::string url;
  std::string client_id;
  std::string api_key;
  std::string key;                      // File: private key, PEM or JWK.
  std::string key_id;
  std::string algorithm;
  std::string scope;
};
// The access token, or the whole answer with --json; the server's refusal as it gave it.
[[nodiscard]] Result<std::string> fetch_token(const CommonOptions& common, TokenOptions options);
// Signs an assertion, asks URL/oauth/token and prints the access token alone (the whole answer with --json).
int token(const CommonOptions& common, const TokenOptions& options);

}  // namespace switchyard::app
