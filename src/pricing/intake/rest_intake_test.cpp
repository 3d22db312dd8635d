#include "pricing/intake/rest_intake.hpp"

#include <gtest/gtest.h>

#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

class IntakeRoutes : public testing::TestWithParam<Engine> {
 protected:
  IntakeDesk desk() { return {.layouts = nullptr, .imports = bench_.context(), .market = bench_.market, .security_clock = SecurityClock{bench_.clock}}; }

  http::Response upload(const std::string& body, const std::string& query = "fileName=prairie.csv", const std::string& type = "application/octet-stream", const std::string& key = {}) {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/v1/sheets";
    request.query = query;
    request.body = body;
    request.headers.emplace_back("content-type", type);
    if (!key.empty()) request.headers.emplace_back("idempotency-key", key);
    return upload_route(desk(), "app_1", request);
  }
  http::Response arrivals(const std::string& query = {}) {
    http::Request request;
    request.path = "/v1/arrivals";
    request.query = query;
    return list_arrivals_route(desk(), request);
  }
  static bool has(const http::Response& response, std::string_view text) { return response.body.find(text) != std::string::npos; }

  SheetBench bench_{GetParam()};
};

TEST_P(IntakeRoutes, AFileIsImportedAndItsArrivalKept) {
  const http::Response answer = upload(PrairieFile{}.text());
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_TRUE(has(answer, R"("status":"published")")) << answer.body;
  const http::Response list = arrivals();
  for (const char* part : {R"("channel":"upload")", R"("origin":"app_1")", R"("file":"prairie.csv")", R"("outcome":"published")", R"("supplier":"prairie-crown")"}) {
    EXPECT_TRUE(has(list, part)) << part << "\n" << list.body;
  }
}

TEST_P(IntakeRoutes, AFormMayCarryTheFile) {
  const http::Response answer = upload("--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"today.csv\"\r\n\r\n" + PrairieFile{}.text() + "\r\n--B--\r\n", "",
                                       "multipart/form-data; boundary=B");
  EXPECT_EQ(answer.status, 200) << answer.body;
  EXPECT_TRUE(has(answer, R"("file":"today.csv")")) << answer.body;
}

TEST_P(IntakeRoutes, AKeyGivesTheFirstAnswerAgainAndAnotherFileIsRefused) {
  const std::string first = upload(PrairieFile{}.text(), "fileName=a.csv", "text/csv", "key-1").body;
  const http::Response again = upload(PrairieFile{}.text(), "fileName=a.csv", "text/csv", "key-1");
  EXPECT_EQ(again.body, first);
  EXPECT_EQ(upload(PrairieFile{.price_micros = 61'000}.text(), "fileName=a.csv", "text/csv", "key-1").status, 422);
  // Without the key it is known by its hash.
  EXPECT_TRUE(has(upload(PrairieFile{}.text()), R"("status":"duplicate")"));
}

TEST_P(IntakeRoutes, AFileOfAnotherSupplierIsNotTaken) {
  const http::Response answer = upload(PrairieFile{}.text(), "fileName=a.csv&supplier=harborlight");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(has(answer, R"("status":"rejected")")) << answer.body;
  EXPECT_TRUE(has(arrivals("outcome=rejected"), R"("outcome":"rejected")"));
}

TEST_P(IntakeRoutes, WhatIsMissingIsSaid) {
  EXPECT_TRUE(has(upload("x", ""), "fileName"));
  EXPECT_EQ(upload("", "fileName=a.csv").status, 400);
  EXPECT_TRUE(has(upload("--B--", "", "multipart/form-data; boundary=B"), "file_missing"));
  EXPECT_TRUE(has(upload("nonsense", "", "multipart/form-data; boundary=B"), "multipart_malformed"));
  EXPECT_TRUE(has(upload("x", "fileName=a.csv&supplier=nobody"), "unknown_supplier"));
  EXPECT_TRUE(has(upload("x", "fileName=a.csv&colour=red"), "unknown_parameter"));
  EXPECT_EQ(arrivals("channel=carrier-pigeon").status, 400);
  EXPECT_EQ(arrivals("limit=0").status, 400);
}

TEST_P(IntakeRoutes, ArrivalsComeInPages) {
  for (int i = 0; i < 3; ++i) {
    bench_.clock.advance(Duration::seconds(1));
    upload("no prices " + std::to_string(i), "fileName=" + std::to_string(i) + ".txt");
  }
  const http::Response first = arrivals("limit=2");
  EXPECT_TRUE(has(first, R"("file":"2.txt")") && has(first, R"("file":"1.txt")") && !has(first, R"("file":"0.txt")")) << first.body;
  const std::size_t at = first.body.find("\"nextCursor\":\"") + 14;
  const http::Response second = arrivals("limit=2&cursor=" + first.body.substr(at, first.body.find('"', at) - at));
  EXPECT_TRUE(has(second, R"("file":"0.txt")") && has(second, R"("nextCursor":null)")) << second.body;
}

INSTANTIATE_TEST_SUITE_P(Engines, IntakeRoutes, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::pricing
