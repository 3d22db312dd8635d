<?php
// A price from Switchyard with PHP 8, its openssl extension and nothing else.
//
//   URL=… CLIENT_ID=… API_KEY=… KEY=partner.pem php token.php
//
// KEY is the PEM file of a P-256 (ES256) or RSA (RS256) private key.
declare(strict_types=1);

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

// An ECDSA signature comes as a DER sequence of two integers; a JWT wants both at 32 bytes, one behind the other.
function raw_signature(string $der): string
{
    $at = 2;
    $raw = '';
    foreach ([0, 1] as $_) {
        $length = ord($der[$at + 1]);
        $number = ltrim(substr($der, $at + 2, $length), "\0");
        $raw .= str_pad($number, 32, "\0", STR_PAD_LEFT);
        $at += 2 + $length;
    }
    return $raw;
}

function client_assertion(string $url, string $clientId, OpenSSLAsymmetricKey $key): string
{
    $isEc = openssl_pkey_get_details($key)['type'] === OPENSSL_KEYTYPE_EC;
    $now = time();
    $header = ['alg' => $isEc ? 'ES256' : 'RS256', 'typ' => 'JWT'];
    $claims = ['iss' => $clientId, 'sub' => $clientId, 'aud' => $url, 'iat' => $now, 'exp' => $now + 120, 'jti' => bin2hex(random_bytes(16))];
    $signed = base64url(json_encode($header)) . '.' . base64url(json_encode($claims, JSON_UNESCAPED_SLASHES));
    if (!openssl_sign($signed, $signature, $key, OPENSSL_ALGO_SHA256)) {
        throw new RuntimeException(openssl_error_string());
    }
    return $signed . '.' . base64url($isEc ? raw_signature($signature) : $signature);
}

function call(string $method, string $url, array $headers, string $body = ''): array
{
    $options = ['method' => $method, 'header' => $headers, 'content' => $body, 'ignore_errors' => true, 'timeout' => 10];
    $text = file_get_contents($url, false, stream_context_create(['http' => $options]));
    if ($text === false) {
        throw new RuntimeException("no answer from $url");
    }
    return json_decode($text, true, 64, JSON_THROW_ON_ERROR);
}

[$url, $clientId, $apiKey] = [getenv('URL'), getenv('CLIENT_ID'), getenv('API_KEY')];
$key = openssl_pkey_get_private(file_get_contents(getenv('KEY'))) ?: throw new RuntimeException('KEY is no private key in PEM');

$answer = call('POST', "$url/oauth/token", ["X-API-Key: $apiKey", 'Content-Type: application/x-www-form-urlencoded'], http_build_query([
    'grant_type' => 'client_credentials',
    'client_assertion_type' => 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    'client_assertion' => client_assertion($url, $clientId, $key),
]));
$token = $answer['access_token'] ?? throw new RuntimeException($answer['error_description'] ?? 'no token');

$query = http_build_query(['commodity' => 'electric', 'zip' => '60614', 'annualUsage' => '60000', 'margin' => '0.005', 'limit' => 1]);
$prices = call('GET', "$url/v1/prices?$query", ["X-API-Key: $apiKey", "Authorization: Bearer $token"]);
foreach ($prices['items'] as $offer) {
    printf("%s %s %s for %d months from %s\n", $offer['supplier'], $offer['price'], $offer['priceUnit'], $offer['termMonths'], $offer['startMonth']);
}
