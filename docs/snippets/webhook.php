<?php
// A webhook of Switchyard verified with PHP 8 and nothing else (Standard Webhooks, HMAC-SHA256).
//
//   SECRET=whsec_… php -S 127.0.0.1:8099 webhook.php   answers 204 to what is genuine, and logs it
declare(strict_types=1);

const TOLERANCE_SECONDS = 300;

// The event; RuntimeException where it is forged or old. $body is as it came, not parsed and written anew.
function verify_webhook(string $body, string $id, string $timestamp, string $signatures, string $secret): array
{
    if (!ctype_digit($timestamp) || abs(time() - (int) $timestamp) > TOLERANCE_SECONDS) {
        throw new RuntimeException('webhook-timestamp is more than five minutes away');
    }
    $key = base64_decode(substr($secret, strlen('whsec_')), true);
    $wanted = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    // While a secret is changed for another, both sign.
    foreach (explode(' ', $signatures) as $signature) {
        if (hash_equals($wanted, $signature)) {
            return json_decode($body, true, 64, JSON_THROW_ON_ERROR);
        }
    }
    throw new RuntimeException('no signature is of this secret');
}

try {
    $header = fn (string $name): string => $_SERVER['HTTP_WEBHOOK_' . $name] ?? '';
    $event = verify_webhook(file_get_contents('php://input'), $header('ID'), $header('TIMESTAMP'), $header('SIGNATURE'), getenv('SECRET'));
    error_log("{$event['type']} {$event['subject']} {$event['id']}");   // Keep ids: everything may come twice.
    http_response_code(204);
} catch (RuntimeException $refusal) {
    http_response_code(400);
}
