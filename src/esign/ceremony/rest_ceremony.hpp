// The routes of the ceremony, of both environments: a token's, session's or secret's first letter says whose it is. web/sign/API.md has them all.
//
//   GET  /esign/signing/{token}, /session/{sessionId}, /mail/{token}, /assets/{rest...}, /embed.js      POST /mail/{token}
//   …    /esign/signing/api/…
#pragma once

#include <span>

#include "esign/ceremony/ceremony.hpp"
#include "http/router.hpp"
#include "values/embedded_file.hpp"

namespace switchyard::esign {

// Either may be null: what would be its own is then unknown. They outlive the router.
struct Ceremonies {
  const Ceremony* test = nullptr;
  const Ceremony* live = nullptr;
};

// `assets` is what web/sign's build gave (embedded_sign_assets()); empty: a plain page says that there is none.
void add_ceremony_routes(http::Router& router, const Ceremonies& ceremonies, std::span<const EmbeddedFile> assets);

}  // namespace switchyard::esign
