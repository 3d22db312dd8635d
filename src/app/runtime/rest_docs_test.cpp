#include "app/runtime/rest_docs.hpp"

#include <gtest/gtest.h>

namespace switchyard::app {
namespace {

TEST(ErrorsPage, EachCodeHasItsAnchorAndTextIsEscaped) {
  const std::string html = errors_page("# Error codes\n\n## http\n\n| code | HTTP status | meaning |\n|---|---|---|\n| a_b, c | 400 | less < `more` |\n\nOther words.\n");
  EXPECT_NE(html.find("<h2>http</h2>"), std::string::npos);
  EXPECT_NE(html.find("<code id=\"a_b\">a_<wbr>b</code>, <code id=\"c\">c</code>"), std::string::npos) << html;
  EXPECT_NE(html.find("less &lt; <code>more</code>"), std::string::npos);
  EXPECT_NE(html.find("</table><p>Other words.</p>"), std::string::npos) << html;
}

TEST(DocsRoutes, AnUnknownPageIsNotFoundAndTheOpenApiDocumentIsThere) {
  http::Router router;
  add_docs_routes(router);
  const auto get = [&](std::string_view path) {
    const auto match = router.match(http::Method::get, path);
    http::Request request;
    request.path_captures = match.captures;
    return match.route->handler(request);
  };
  EXPECT_EQ(get("/docs/nothing.md").status, 404);
  EXPECT_EQ(get("/docs/openapi.yaml").status, 200);
  EXPECT_NE(get("/docs/events").body.find(R"("type": "contract.signed")"), std::string::npos);
  EXPECT_EQ(get("/docs/events/quote.v1.json").status, 200);
  EXPECT_EQ(get("/docs/events/nothing.v1.json").status, 404);
  EXPECT_EQ(get("/docs/errors").status, 200);
  EXPECT_NE(get("/docs").body.find("/docs/layouts.md"), std::string::npos);
}

}  // namespace
}  // namespace switchyard::app
