#include "esign/evidence/rest_evidence.hpp"

#include <fmt/format.h>

#include <memory>

#include "access/rate_bucket.hpp"
#include "esign/evidence/evidence_page.hpp"
#include "http/multipart_form.hpp"

namespace switchyard::esign {
namespace {

constexpr access::RateLimit kUploads{.per_second = 10, .burst = 20};

PageLanguage language_of(const http::Request& request) {
  const auto asked = http::parse_parameters(request.query);
  if (asked) {
    for (const auto& parameter : *asked) {
      if (parameter.name == "lang") return parameter.value.starts_with("es") ? PageLanguage::spanish : PageLanguage::english;
    }
  }
  return request.header("accept-language").value_or("").starts_with("es") ? PageLanguage::spanish : PageLanguage::english;
}

bool wants_html(const http::Request& request) { return request.header("accept").value_or("").find("text/html") != std::string_view::npos; }

http::Response page(std::string html, int status = 200) {
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.body = std::move(html);
  response.set_header("cache-control", "no-store");
  response.set_header("referrer-policy", "no-referrer");
  response.set_header("x-content-type-options", "nosniff");
  response.set_header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
  return response;
}

http::Response refused(const Error& error, const http::Request& request) {
  auto answer = http::problem(error, request);
  if (!wants_html(request)) return answer;
  return page(evidence_page(language_of(request), std::string_view(error.message)), answer.status);
}

Result<std::vector<http::FormPart>> files_of(const http::Request& request) {
  auto parts = http::parse_multipart_form(request.header("content-type").value_or(""), request.body);
  if (!parts) return parts;
  std::vector<http::FormPart> files;
  for (auto& part : *parts) {
    if (part.name == "file" && !part.body.empty()) files.push_back(std::move(part));
  }
  if (files.empty()) return invalid_field("file", "evidence_file_missing", "Send the signed PDF as the part \"file\" of a multipart form.");
  if (files.size() > kEvidenceFilesMax) return invalid_field("file", "evidence_files_too_many", fmt::format("At most {} files are checked at once.", kEvidenceFilesMax));
  return files;
}

http::Response checked(const http::Request& request, const documents::CmsVerifier& verifier, Instant now) {
  const auto files = files_of(request);
  if (!files) return refused(files.error(), request);
  std::vector<CheckedFile> reports;
  for (const auto& file : *files) reports.emplace_back(file.file_name.empty() ? "file" : file.file_name, verify_evidence(file.body, verifier, now));
  if (wants_html(request)) return page(evidence_page(language_of(request), reports));
  std::string json;
  for (const auto& [name, report] : reports) json += (json.empty() ? "" : ",") + evidence_json(report, name);
  auto response = http::json(200, "{\"files\":[" + json + "]}");
  response.set_header("cache-control", "no-store");
  return response;
}

}  // namespace

void add_evidence_routes(http::Router& router, const documents::CmsVerifier& verifier, SecurityClock clock) {
  router.add({.method = http::Method::get,
              .pattern = "/evidence",
              .handler = [](const http::Request& request) { return page(evidence_page(language_of(request))); },
              .answers = {"text/html"},
              .name = "evidence.page"});
  const auto bucket = std::make_shared<access::RateBucket>(kUploads);
  router.add({.method = http::Method::post,
              .pattern = "/evidence/verify",
              .handler =
                  [&verifier, clock, bucket](const http::Request& request) {
                    const auto now = clock.now();
                    if (const auto taken = bucket->take(now); !taken.is_allowed) {
                      auto answer = refused({ErrorKind::rate_limited, "rate_limited", "Too many files are being checked; try again in a moment.", {}}, request);
                      answer.set_header("retry-after", std::to_string(taken.retry_after_seconds));
                      return answer;
                    }
                    return checked(request, verifier, now);
                  },
              .body_size_max = kEvidenceUploadSizeMax,
              .content_types = {"multipart/form-data"},
              .answers = {"application/json", "text/html"},
              .name = "evidence.verify"});
}

}  // namespace switchyard::esign
