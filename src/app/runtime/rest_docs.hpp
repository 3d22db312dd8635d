// /docs: what a partner's programmer reads, out of the binary: the list of error codes with an anchor each (a problem's `type`
// leads there), the OpenAPI document, and the guides.
#pragma once

#include "http/router.hpp"

namespace switchyard::app {

void add_docs_routes(http::Router& router);

// The error list as a page; `markdown` is api/errors.md. For tests.
[[nodiscard]] std::string errors_page(std::string_view markdown);

}  // namespace switchyard::app
