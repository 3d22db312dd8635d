#include "http/answer_finish.hpp"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "http/entity_tag.hpp"
#include "http/quality_list.hpp"
#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

Request asking(Headers headers = {}, Method method = Method::get) {
  Request request;
  request.method = method;
  request.headers = std::move(headers);
  return request;
}

Response long_json() {
  Response response = json(200, "[\"" + std::string(2000, 'a') + "\"]");
  response.etag_from_body = true;
  return response;
}

Response finished(const Request& request, Response response = long_json()) {
  finish_answer(response, request, nullptr, Effort::quick);
  return response;
}

std::string header_of(const Response& response, std::string_view name) {
  const auto* value = find_header(response, name);
  return value == nullptr ? "" : *value;
}

std::string unbrotlied(const std::string& bytes) {
  std::string out(10'000, '\0');
  std::size_t size = out.size();
  BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), &size, reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

std::string gunzipped(const std::string& bytes) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string out(10'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  inflateEnd(&stream);
  return out;
}

TEST(AnswerFinish, APathOfAnotherProtocolSaysTheEdgesRefusalInItsOwnWords) {
  Route route;
  route.reshape_problem = [](Response& response) { response.body = "{\"errorCode\":\"" + std::to_string(response.status) + "\"}"; };
  Response refused = problem_with_status(413, Error{ErrorKind::too_large, "body_too_large", "Too large."}, "r1");
  finish_answer(refused, asking(), &route, Effort::quick);
  EXPECT_EQ(refused.body, "{\"errorCode\":\"413\"}");
  Response served = json(200, "{}");
  finish_answer(served, asking(), &route, Effort::quick);
  EXPECT_EQ(served.body, "{}");
}

TEST(Compression, IsDoneOnRequestAndSaysSo) {
  const Response br = finished(asking({{"accept-encoding", "gzip, deflate, br"}}));
  EXPECT_EQ(header_of(br, "content-encoding"), "br");
  EXPECT_EQ(unbrotlied(br.body), long_json().body);
  const Response gzip = finished(asking({{"accept-encoding", "gzip;q=1, br;q=0.5"}}));
  EXPECT_EQ(header_of(gzip, "content-encoding"), "gzip");
  EXPECT_EQ(gunzipped(gzip.body), long_json().body);
  for (const char* none : {"", "identity", "br;q=0, gzip;q=0", "zstd", "*;q=0"}) {
    const Response plain = finished(asking({{"accept-encoding", none}}));
    EXPECT_EQ(header_of(plain, "content-encoding"), "") << none;
    EXPECT_EQ(header_of(plain, "vary"), "accept-encoding");
  }
  EXPECT_EQ(header_of(finished(asking({{"accept-encoding", "*"}})), "content-encoding"), "br");
}

TEST(Compression, IsNotDoneForShortSecretOrPackedAnswers) {
  const Request request = asking({{"accept-encoding", "br"}});
  EXPECT_EQ(header_of(finished(request, json(200, "{}")), "content-encoding"), "");
  Response secret = long_json();
  secret.compressible = false;
  EXPECT_EQ(header_of(finished(request, std::move(secret)), "content-encoding"), "");
  Response picture = long_json();
  picture.content_type = "image/png";
  EXPECT_EQ(header_of(finished(request, std::move(picture)), "vary"), "");
}

TEST(EntityTag, DiffersByBodyAndByCoding) {
  const std::string plain = header_of(finished(asking()), "etag");
  EXPECT_EQ(plain.size(), 34U);
  EXPECT_EQ(plain, entity_tag_of(long_json().body));
  EXPECT_NE(plain, entity_tag_of(long_json().body + " "));
  EXPECT_NE(entity_tag_of(""), entity_tag_of(std::string(1, '\0')));
  const std::string br = header_of(finished(asking({{"accept-encoding", "br"}})), "etag");
  EXPECT_EQ(br, plain.substr(0, 33) + "-br\"");
}

TEST(EntityTag, AnUnchangedAnswerIsA304WithItsHeaders) {
  const std::string tag = entity_tag_of(long_json().body);
  for (const std::string& listed : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
    Response response = long_json();
    response.set_header("cache-control", "private");
    const Response done = finished(asking({{"if-none-match", listed}}), std::move(response));
    EXPECT_EQ(done.status, 304) << listed;
    EXPECT_EQ(done.body, "");
    EXPECT_EQ(header_of(done, "etag"), tag);
    EXPECT_EQ(header_of(done, "cache-control"), "private");
    EXPECT_EQ(header_of(done, "vary"), "accept-encoding");
  }
  EXPECT_EQ(finished(asking({{"if-none-match", "\"other\""}})).status, 200);
  EXPECT_EQ(finished(asking({{"if-none-match", "junk " + tag}})).status, 200);
  EXPECT_EQ(finished(asking({{"if-none-match", tag}, {"accept-encoding", "br"}})).status, 200);
  EXPECT_EQ(finished(asking({{"if-none-match", tag}}, Method::head)).status, 304);
}

TEST(EntityTag, IfMatchIsStrong) {
  const std::string tag = entity_tag_of(long_json().body);
  EXPECT_EQ(finished(asking({{"if-match", tag}})).status, 200);
  EXPECT_EQ(finished(asking({{"if-match", "*"}})).status, 200);
  const Response failed = finished(asking({{"if-match", "W/" + tag}}));
  EXPECT_EQ(failed.status, 412);
  EXPECT_NE(failed.body.find("precondition_failed"), std::string::npos);
  EXPECT_FALSE(if_match_holds(asking({{"if-match", "*"}}), std::nullopt));
  EXPECT_TRUE(if_none_match_holds(asking({{"if-none-match", "*"}}), std::nullopt));
}

TEST(EntityTag, IsNotMadeForWritesOrRefusals) {
  EXPECT_EQ(header_of(finished(asking({}, Method::post)), "etag"), "");
  Response refused = long_json();
  refused.status = 404;
  EXPECT_EQ(header_of(finished(asking(), std::move(refused)), "etag"), "");
}

TEST(Vary, IsAddedOnce) {
  Response response;
  add_vary(response, "accept-encoding");
  add_vary(response, "origin");
  add_vary(response, "Accept-Encoding");
  EXPECT_EQ(header_of(response, "vary"), "accept-encoding, origin");
}

TEST(Accept, TheClosestRangeDecides) {
  const std::vector<std::string> json_only = {"application/json"};
  for (const char* yes : {"", "*/*", "application/*", "application/json;version=1", "text/html, */*;q=0.1", "APPLICATION/JSON", "application/json;q=0.001"}) {
    EXPECT_TRUE(accepts_any(yes, json_only)) << yes;
  }
  for (const char* no : {"text/html", "application/json;q=0, */*", "application/*;q=0, text/*", "application/json;q=x", "*/*;q=0"}) {
    EXPECT_FALSE(accepts_any(no, json_only)) << no;
  }
}

}  // namespace
}  // namespace switchyard::http
