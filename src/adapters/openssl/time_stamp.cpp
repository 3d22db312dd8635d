#include "adapters/openssl/time_stamp.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include "adapters/openssl/time_stamp_token.hpp"

namespace switchyard::adapters {
namespace {

using Request = std::unique_ptr<TS_REQ, FreeWith<TS_REQ_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, FreeWith<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, FreeWith<X509_ALGOR_free>>;
using Response = std::unique_ptr<TS_RESP, FreeWith<TS_RESP_free>>;
using TokenInfo = std::unique_ptr<TS_TST_INFO, FreeWith<TS_TST_INFO_free>>;
using Integer = std::unique_ptr<ASN1_INTEGER, FreeWith<ASN1_INTEGER_free>>;

constexpr std::size_t kAnswerSizeMax = 64 * 1024;

Error refused(std::string why) { return {ErrorKind::unavailable, "time_stamp_refused", "the time-stamp authority: " + std::move(why)}; }
Error wrong(std::string why) { return {ErrorKind::invalid, "time_stamp_wrong", std::move(why)}; }

Integer fresh_nonce(Random& random) {
  std::array<std::uint8_t, 8> bytes{};
  random.fill(bytes);
  bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x7f) | 1);
  const BigNumber number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  return Integer(BN_to_ASN1_INTEGER(number.get(), nullptr));
}

std::string imprint_of(std::string_view signature) {
  const std::array<std::string_view, 1> whole = {signature};
  return digest_of("SHA256", whole);
}

std::string question(std::string_view signature, ASN1_INTEGER& nonce) {
  const Request request(TS_REQ_new());
  const Imprint imprint(TS_MSG_IMPRINT_new());
  const Algorithm algorithm(X509_ALGOR_new());
  auto hash = imprint_of(signature);
  must(request && imprint && algorithm && X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1 &&
           TS_REQ_set_version(request.get(), 1) == 1 && TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
           TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(hash.data()), static_cast<int>(hash.size())) == 1 &&
           TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 && TS_REQ_set_nonce(request.get(), &nonce) == 1 &&
           TS_REQ_set_cert_req(request.get(), 1) == 1,
       "TS_REQ");
  unsigned char* bytes = nullptr;
  const int size = i2d_TS_REQ(request.get(), &bytes);
  must(size > 0, "i2d_TS_REQ");
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

TokenInfo info_of(std::string_view der) {
  const unsigned char* at = octets(der);
  TokenInfo info(d2i_TS_TST_INFO(nullptr, &at, static_cast<long>(der.size())));
  ERR_clear_error();
  return info;
}

bool is_over(TS_TST_INFO& info, std::string_view signature) {
  TS_MSG_IMPRINT* imprint = TS_TST_INFO_get_msg_imprint(&info);
  const ASN1_OCTET_STRING* hash = TS_MSG_IMPRINT_get_msg(imprint);
  const std::string_view stated(reinterpret_cast<const char*>(ASN1_STRING_get0_data(hash)), static_cast<std::size_t>(ASN1_STRING_length(hash)));
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
  return OBJ_obj2nid(algorithm) == NID_sha256 && stated == imprint_of(signature);
}

Instant instant_of(const ASN1_GENERALIZEDTIME* time) {
  const std::unique_ptr<ASN1_TIME, FreeWith<ASN1_TIME_free>> epoch(ASN1_TIME_set(nullptr, 0));
  int days = 0;
  int seconds = 0;
  if (!epoch || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1) return Instant{};
  return Instant::from_unix_seconds(std::int64_t{days} * 86'400 + seconds);
}

// The token of a granted answer in the shape that is kept, its nonce being the one asked with.
Result<std::string> token_of(std::string_view answer, const ASN1_INTEGER& nonce) {
  const unsigned char* at = octets(answer);
  const Response response(d2i_TS_RESP(nullptr, &at, static_cast<long>(answer.size())));
  ERR_clear_error();
  if (!response) return refused("its answer is not a time-stamp response");
  const long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response.get())));
  if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS) return refused(fmt::format("it did not grant a stamp (status {})", status));
  PKCS7* token = TS_RESP_get_token(response.get());
  unsigned char* bytes = nullptr;
  const int size = token == nullptr ? 0 : i2d_PKCS7(token, &bytes);
  if (size <= 0) return refused("its answer holds no token");
  const std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  const auto parts = take_token_apart(der);
  if (!parts) return refused("its token has no signer's certificate, or a digest or signature that is not taken");
  const auto info = info_of(parts->info);
  const ASN1_INTEGER* stated = info ? TS_TST_INFO_get_nonce(info.get()) : nullptr;
  if (stated == nullptr || ASN1_INTEGER_cmp(stated, &nonce) != 0) return refused("its token answers another question");
  return build_token(*parts);
}

}  // namespace

Result<std::string> request_time_stamp(const TimeStampAuthority& authority, std::string_view signature) {
  const Integer nonce = fresh_nonce(*authority.random);
  must(nonce != nullptr, "BN_to_ASN1_INTEGER");
  HttpCall call;
  call.method = "POST";
  call.url = authority.url;
  call.headers = {{"content-type", "application/timestamp-query"}, {"accept", "application/timestamp-reply"}};
  call.body = question(signature, *nonce);
  call.timeout = authority.timeout;
  call.answer_size_max = kAnswerSizeMax;
  const auto answer = authority.http->send(call);
  if (!answer) return answer.error();
  if (answer->status != 200) return refused(fmt::format("it answered with HTTP {}", answer->status));
  auto token = token_of(answer->body, *nonce);
  if (!token) return token;
  if (auto checked = verify_time_stamp(*token, signature, {}); !checked) return refused(checked.error().message);
  return token;
}

Result<documents::SealTimeStamp> verify_time_stamp(std::string_view token, std::string_view signature, const std::vector<Certificate>& named) {
  const auto parts = take_token_apart(token);
  if (!parts || build_token(*parts) != token) return wrong("The time stamp is not in the form in which it was made.");
  if (!token_holds(*parts)) return wrong("The time stamp was changed, or its authority did not make it.");
  const auto info = info_of(parts->info);
  if (!info || !is_over(*info, signature)) return wrong("The time stamp is over another signature.");
  const auto certificate = certificate_from_der(parts->certificate);
  const auto usage = X509_get_extended_key_usage(certificate.get());  // All ones where the certificate says nothing of it.
  if (usage == UINT32_MAX || (usage & XKU_TIMESTAMP) == 0) return wrong("The certificate of the time stamp is not one for time stamps.");
  return documents::SealTimeStamp{instant_of(TS_TST_INFO_get_time(info.get())), describe_certificate(*certificate), trust_in(*certificate, named)};
}

}  // namespace switchyard::adapters
