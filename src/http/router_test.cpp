#include "http/router.hpp"

#include <gtest/gtest.h>

#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

Route route(Method method, std::string pattern) {
  Route made;
  made.method = method;
  made.pattern = std::move(pattern);
  made.handler = [](const Request&) { return Response(); };
  return made;
}

Router router() {
  Router made;
  made.add(route(Method::get, "/"));
  made.add(route(Method::get, "/v1/prices"));
  made.add(route(Method::get, "/v1/quotes/{id}"));
  made.add(route(Method::post, "/v1/quotes/{id}"));
  made.add(route(Method::get, "/v1/quotes/latest"));
  made.add(route(Method::post, "/v1/quotes/{id}/reprice"));
  made.add(route(Method::get, "/shop/{slug}/{file...}"));
  made.add(route(Method::get, "/shop/{slug}/about"));
  return made;
}

std::string name_of(Method method, std::string_view path) {
  const auto made = router();
  const auto match = made.match(method, path);
  std::string text = match.route == nullptr ? "none" : match.route->name;
  for (const auto& capture : match.captures) text += " [" + capture + "]";
  for (const auto allowed : match.allowed) text += " " + std::string(text_of(allowed));
  return text;
}

TEST(Router, FindsLiteralsCapturesAndRests) {
  EXPECT_EQ(name_of(Method::get, "/"), "GET /");
  EXPECT_EQ(name_of(Method::get, "/v1/prices"), "GET /v1/prices");
  EXPECT_EQ(name_of(Method::get, "/v1/quotes/quo_1"), "GET /v1/quotes/{id} [quo_1]");
  EXPECT_EQ(name_of(Method::post, "/v1/quotes/quo_1/reprice"), "POST /v1/quotes/{id}/reprice [quo_1]");
  EXPECT_EQ(name_of(Method::get, "/shop/acme/a/b.js"), "GET /shop/{slug}/{file...} [acme] [a/b.js]");
  EXPECT_EQ(name_of(Method::get, "/shop/acme/"), "GET /shop/{slug}/{file...} [acme] []");
  EXPECT_EQ(name_of(Method::get, "/shop/acme/about"), "GET /shop/{slug}/about [acme]");
}

TEST(Router, ALiteralGoesBeforeACaptureUnlessOnlyTheCaptureTakesTheMethod) {
  EXPECT_EQ(name_of(Method::get, "/v1/quotes/latest"), "GET /v1/quotes/latest");
  EXPECT_EQ(name_of(Method::post, "/v1/quotes/latest"), "POST /v1/quotes/{id} [latest]");
}

TEST(Router, HeadIsAnsweredByGet) { EXPECT_EQ(name_of(Method::head, "/v1/prices"), "GET /v1/prices"); }

TEST(Router, SaysWhichMethodsAKnownPathTakes) {
  EXPECT_EQ(name_of(Method::del, "/v1/quotes/quo_1"), "none GET HEAD POST");
  EXPECT_EQ(name_of(Method::get, "/v1/quotes/quo_1/reprice"), "none POST");
}

TEST(Router, AnUnknownPathIsUnknown) {
  for (const char* path : {"/v1", "/v1/prices/", "//v1/prices", "/v1//prices", "/v1/quotes/", "/shop", "/shop/acme", "/V1/prices", ""}) {
    EXPECT_EQ(name_of(Method::get, path), "none") << path;
  }
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "/a";
  EXPECT_EQ(name_of(Method::get, deep), "none");
}

TEST(Router, CapturesAreDecodedAndAnEncodedSlashIsNoSeparator) {
  EXPECT_EQ(name_of(Method::get, "/v1/quotes/a%2Fb%20c"), "GET /v1/quotes/{id} [a/b c]");
  EXPECT_EQ(name_of(Method::get, "/v1/%70rices"), "GET /v1/prices");
  EXPECT_EQ(name_of(Method::get, "/v1/quotes/%zz"), "none");
}

TEST(Router, TwoRoutesOfOneShapeAreABug) {
  Router made = router();
  EXPECT_THROW(made.add(route(Method::get, "/v1/quotes/{other}")), Bug);
  EXPECT_THROW(made.add(route(Method::get, "no-slash")), Bug);
  EXPECT_THROW(made.add(route(Method::get, "/a/{rest...}/b")), Bug);
  EXPECT_THROW(made.add(route(Method::get, "/a/x{id}")), Bug);
}

}  // namespace
}  // namespace switchyard::http
