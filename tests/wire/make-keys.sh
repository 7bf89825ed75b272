#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes one RSA key in every form that a project may hand out, and keys that are
# to be refused, into the folder named by the first argument.
set -eu
cd "$1"
exec 2> openssl.log

# The legacy ciphers of old programs need a provider that may be missing.
pass=pass:correct-horse

openssl genrsa -out pkcs8.pem 2048
openssl req -x509 -new -key pkcs8.pem -subj /CN=cardsync -days 1 -out certificate.pem

openssl pkcs8 -topk8 -nocrypt -in pkcs8.pem -outform DER -out pkcs8.der
openssl rsa -in pkcs8.pem -traditional -out pkcs1.pem
openssl rsa -in pkcs8.pem -traditional -outform DER -out pkcs1.der
openssl pkcs8 -topk8 -in pkcs8.pem -passout $pass -iter 2048 -out encrypted.pem
openssl pkcs8 -topk8 -in pkcs8.pem -passout $pass -iter 2048 -outform DER -out encrypted.der
openssl pkcs8 -topk8 -in pkcs8.pem -passout $pass -scrypt -out scrypt.pem
openssl pkcs8 -topk8 -in pkcs8.pem -passout $pass -v1 PBE-SHA1-3DES -out triple-des.pem
openssl rsa -in pkcs8.pem -traditional -aes256 -passout $pass -out traditional.pem
openssl rsa -in pkcs8.pem -traditional -des3 -passout $pass -out traditional-des3.pem
cat certificate.pem traditional.pem > certificate-and-key.pem
sed 's/$/\r/' pkcs8.pem > crlf.pem
{ printf '\357\273\277'; cat pkcs8.pem; } > byte-order-mark.pem

openssl pkcs12 -export -in certificate.pem -inkey pkcs8.pem -passout $pass -out key.p12
openssl pkcs12 -export -in certificate.pem -inkey pkcs8.pem -passout pass: -out no-passphrase.p12
openssl pkcs12 -export -in certificate.pem -inkey pkcs8.pem -passout $pass -nomac -out no-mac.p12
openssl pkcs12 -export -in certificate.pem -inkey pkcs8.pem -passout $pass \
  -keypbe NONE -certpbe NONE -out plain.p12
openssl pkcs12 -export -in certificate.pem -nokeys -passout $pass -out no-key.p12

openssl x509 -in certificate.pem -outform DER -out certificate.der
openssl x509 -in certificate.pem -trustout -addtrust serverAuth -out trusted.pem
openssl x509 -in certificate.pem -text -out certificate-text.pem
openssl rsa -in pkcs8.pem -pubout -out spki.pem
openssl rsa -in pkcs8.pem -pubout -outform DER -out spki.der
openssl rsa -in pkcs8.pem -RSAPublicKey_out -out pkcs1-public.pem
openssl rsa -in pkcs8.pem -RSAPublicKey_out -outform DER -out pkcs1-public.der

openssl genrsa -out short.pem 1024
openssl rsa -in short.pem -pubout -out short-public.pem
openssl genrsa -out almost.pem 2047
openssl ecparam -name prime256v1 -genkey -noout -out ec-sec1.pem
openssl pkcs8 -topk8 -nocrypt -in ec-sec1.pem -out ec-pkcs8.pem
openssl ec -in ec-sec1.pem -pubout -out ec-public.pem
openssl genpkey -algorithm ed25519 -out ed25519.pem
openssl genpkey -algorithm rsa-pss -pkeyopt rsa_keygen_bits:2048 -out pss.pem

legacy="-provider legacy -provider default"
if openssl list $legacy -providers | grep -q legacy
then
  openssl pkcs12 -export -legacy -in certificate.pem -inkey pkcs8.pem -passout $pass -out legacy.p12
  openssl pkcs12 -export -legacy -keypbe PBE-SHA1-RC2-40 -in certificate.pem -inkey pkcs8.pem \
    -passout $pass -out legacy-key.p12
  openssl pkcs8 -topk8 $legacy -in pkcs8.pem -passout $pass -v1 PBE-MD5-DES -out legacy.pem
  openssl rsa $legacy -in pkcs8.pem -traditional -des -passout $pass -out legacy-traditional.pem
fi
