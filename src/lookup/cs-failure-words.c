/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-failure-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "cs-access-log.h"
#include "cs-client-error.h"
#include "cs-keyring-error.h"
#include "cs-lookup.h"
#include "cs-outcome.h"
#include "cs-wire-error.h"

/* For messages that are whole sentences already. */
#define ITS_MESSAGE "%s"

static const CsFailureWords client_words[] = {
  [CS_CLIENT_ERROR_REFUSED] = {
    N_("Refused by the service"), ITS_MESSAGE,
    N_("Look the code up in the documentation of the Open API, or ask the operator of the "
       "platform with the correlation ID."),
  },
  [CS_CLIENT_ERROR_UNREACHABLE] = {
    N_("Service not reachable"), ITS_MESSAGE,
    N_("Check this computer’s network, then try again."),
  },
  [CS_CLIENT_ERROR_TIMED_OUT] = {
    N_("No answer in time"), ITS_MESSAGE,
    N_("Try again. If it happens often, ask the operator of the platform."),
  },
  [CS_CLIENT_ERROR_TLS] = {
    N_("Server not trusted"), ITS_MESSAGE,
    N_("Nothing was sent. Do not work around this: have an administrator check the address and "
       "the certificate."),
  },
  [CS_CLIENT_ERROR_IN_TROUBLE] = {
    N_("Service in trouble"), ITS_MESSAGE,
    N_("Try again in a few minutes."),
  },
  [CS_CLIENT_ERROR_UNUSABLE] = {
    N_("Answer not usable"), ITS_MESSAGE,
    N_("Make sure that no login page or proxy stands in between and that the profile’s base-url "
       "is right, then try again."),
  },
  [CS_CLIENT_ERROR_PROFILE] = {
    N_("Profile not usable"), ITS_MESSAGE,
    N_("Correct the profile or the files that it names."),
  },
  [CS_CLIENT_ERROR_NO_PROFILE] = {
    N_("No such profile"), ITS_MESSAGE,
    N_("“cardsyncctl profile list” shows those that there are; a file is named with a slash in it "
       "or ends in .ini."),
  },
  [CS_CLIENT_ERROR_PASSPHRASE] = {
    N_("Key not usable"), ITS_MESSAGE,
    N_("Give the passphrase, or store the key without one."),
  },
};

#define UNUSABLE_NEXT_STEP \
  N_("Try again. If it stays so, ask the operator of the platform with the correlation ID.")

#define KEY_NEXT_STEP \
  N_("Check the key files against those that the operator of the platform handed out.")

static const CsFailureWords wire_words[] = {
  [CS_WIRE_ERROR_TOO_LARGE] = {
    N_("Answer not usable"), N_("The answer is larger than any answer of this service."),
    UNUSABLE_NEXT_STEP,
  },
  [CS_WIRE_ERROR_MALFORMED] = {
    N_("Answer not usable"), N_("The answer is not JSON as this service writes it."),
    UNUSABLE_NEXT_STEP,
  },
  [CS_WIRE_ERROR_ENVELOPE] = {
    N_("Answer not usable"), N_("The answer is not one of the card service."),
    UNUSABLE_NEXT_STEP,
  },
  [CS_WIRE_ERROR_NOT_ENCRYPTED] = {
    N_("Answer not encrypted"), N_("The answer came in the clear, though it must be encrypted. "
                                   "It was not read."),
    N_("Somebody may stand in between: ask the operator of the platform before you go on."),
  },
  [CS_WIRE_ERROR_UNVERIFIED] = {
    N_("Answer cannot be verified"), N_("The answer is not encrypted for this profile’s key, or "
                                        "it was changed on its way."),
    N_("Check whether the encryption key was replaced: the profile needs the new one and its ID."),
  },
  [CS_WIRE_ERROR_KEY] = { N_("Key not usable"), ITS_MESSAGE, KEY_NEXT_STEP },
  [CS_WIRE_ERROR_PASSPHRASE] = {
    N_("Key not usable"), N_("The key file has a passphrase, and it was not given or is wrong."),
    N_("Give the passphrase, or store the key without one."),
  },
  [CS_WIRE_ERROR_CREDENTIALS] = { N_("Profile not usable"), ITS_MESSAGE, KEY_NEXT_STEP },
};

static const CsFailureWords log_words[] = {
  [CS_LOG_ERROR_OPEN] = {
    N_("No access log"), N_("The access log cannot be opened, and without a record nothing is "
                            "shown (%s)."),
    N_("Check that its folder exists, belongs to you and can be written to."),
  },
  [CS_LOG_ERROR_WRITE] = {
    N_("No access log"), N_("The access log cannot be written to, and without a record nothing "
                            "is shown (%s)."),
    N_("Make room on the disk, or check that the file can be written to; then try again."),
  },
  [CS_LOG_ERROR_BUSY] = {
    N_("Access log in use"), N_("Another program holds the access log, and without a record "
                                "nothing is shown (%s)."),
    N_("Close the other program, then try again."),
  },
  [CS_LOG_ERROR_DAMAGED] = {
    N_("Access log damaged"), N_("The access log cannot be trusted, and without a record nothing "
                                 "is shown (%s)."),
    N_("Tell whoever reviews the access log; keep the file as it is."),
  },
  [CS_LOG_ERROR_SEAL] = {
    N_("No key of the access log"), N_("The key of the access log cannot be reached, and without "
                                       "a record nothing is shown (%s)."),
    N_("Unlock the keyring or start its service, then try again."),
  },
  [CS_LOG_ERROR_TOO_YOUNG] = {
    N_("Not purged"), N_("Records of the access log are kept for 24 months."),
    N_("Name an earlier day."),
  },
  [CS_LOG_ERROR_OLDER] = {
    N_("Access log of an older version"),
    N_("An older version of CardSync wrote the access log, and without a record nothing is shown "
       "(%s)."),
    N_("Hand the file to whoever reviews the log and move it out of its folder; then a new one "
       "is made."),
  },
};

static const CsFailureWords keyring_words[] = {
  [CS_KEYRING_ERROR_NO_SERVICE] = {
    N_("No keyring"), N_("The secrets of this profile are in the keyring, and no keyring answers."),
    N_("Start the keyring of your session, for example gnome-keyring, then try again."),
  },
  [CS_KEYRING_ERROR_LOCKED] = {
    N_("Keyring locked"), N_("The secrets of this profile are in the keyring, and it is locked."),
    N_("Unlock the keyring, then try again."),
  },
  [CS_KEYRING_ERROR_DISMISSED] = {
    N_("Keyring locked"), N_("The keyring stays locked, because the question for its password was "
                             "dismissed."),
    N_("Try again and answer the question."),
  },
  [CS_KEYRING_ERROR_MISSING] = {
    N_("Secret not in the keyring"), N_("A secret of this profile is not in the keyring: it was "
                                        "deleted, never put there, or this is another keyring."),
    N_("Put it there with “cardsyncctl profile rotate”, or import the profile again."),
  },
  [CS_KEYRING_ERROR_DAMAGED] = {
    N_("Secret damaged"), N_("What the keyring holds for this profile is not what was put there."),
    N_("Put it there again with “cardsyncctl profile rotate”, or import the profile again."),
  },
  [CS_KEYRING_ERROR_REFUSED] = {
    N_("Keyring in trouble"), N_("The keyring reports an error of its own."),
    N_("Look into it with the keyring’s own program, then try again."),
  },
};

static const CsFailureWords lookup_words[] = {
  [CS_LOOKUP_ERROR_INPUT] = {
    N_("Nothing to look up"), ITS_MESSAGE,
    N_("Correct what was entered; nothing was sent."),
  },
  [CS_LOOKUP_ERROR_NEEDS_MEMBER_ID] = {
    N_("Member ID needed"), N_("The service finds a card by its PAR only within a member."),
    N_("Enter the member ID, and the PAR beside it."),
  },
  [CS_LOOKUP_ERROR_NOBODYS_CARD] = {
    N_("Nobody’s card"), N_("The card exists, but it belongs to no member."),
    N_("Ask whether it was ever registered: an anonymous card has no member."),
  },
  [CS_LOOKUP_ERROR_SELECTED_CARD_MISSING] = {
    N_("Card not found"), N_("The member was found, but the card is not among the member’s "
                             "cards."),
    N_("It may have been re-issued: look the member up by the member ID alone."),
  },
  [CS_LOOKUP_ERROR_NEEDS_KEY] = {
    N_("Key needed"), N_("The answer is encrypted, and no key was named."),
    N_("Name the private key that it was encrypted for."),
  },
};

static const CsFailureWords code_words[] = {
  { N_("Value not valid"), N_("The service does not accept a value that was sent."),
    N_("Check what was entered, then try again.") },
  { N_("Value missing"), N_("The service says that a value is missing."),
    N_("Check that the profile is for this service; if it is, report it with the correlation "
       "ID.") },
  { N_("No such member"), N_("The service knows no member with this ID: there never was one, or "
                             "the membership was cancelled."),
    N_("Read the ID back to the caller, digit by digit.") },
};

static const CsFailureWords credential_words = {
  N_("Credentials not accepted"),
  N_("The service does not accept the access key or the signature of this profile."),
  N_("Ask the operator of the platform whether the keys were replaced, and put the new ones into "
     "the profile."),
};

static const CsFailureWords busy_words = {
  N_("Too many requests"),
  N_("The service takes no more requests for the moment."),
  N_("Try again in a few minutes."),
};

static const CsFailureWords cancelled_words = {
  N_("Cancelled"), N_("It was cancelled before it was finished."), N_("Start it again if needed."),
};

static const CsFailureWords full_words = {
  N_("Disk full"), ITS_MESSAGE, N_("Make room on the disk, then try again."),
};

static const CsFailureWords local_words = {
  N_("Trouble on this computer"), ITS_MESSAGE,
  N_("Check that the file exists and that you may use it, then try again."),
};

static const CsFailureWords *
pick (const CsFailureWords *words,
      gsize                 n_words,
      int                   code)
{
  return code >= 0 && (gsize) code < n_words ? &words[code] : &local_words;
}

/**
 * cs_failure_words_for_error:
 * @error: an error of any domain
 *
 * Finds the words for an error by its domain and code.
 *
 * Returns: the words
 */
const CsFailureWords *
cs_failure_words_for_error (const GError *error)
{
  if (error->domain == CS_CLIENT_ERROR)
    return pick (client_words, G_N_ELEMENTS (client_words), error->code);

  if (error->domain == CS_WIRE_ERROR)
    return pick (wire_words, G_N_ELEMENTS (wire_words), error->code);

  if (error->domain == CS_KEYRING_ERROR)
    return pick (keyring_words, G_N_ELEMENTS (keyring_words), error->code);

  if (error->domain == CS_LOG_ERROR)
    return pick (log_words, G_N_ELEMENTS (log_words), error->code);

  if (error->domain == CS_LOOKUP_ERROR)
    return pick (lookup_words, G_N_ELEMENTS (lookup_words), error->code);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return &cancelled_words;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return &full_words;

  return &local_words;
}

/**
 * cs_failure_words_for_status:
 * @http_status: a status, 0 if there was no answer
 *
 * Finds the words for a status that says more than the error does.
 *
 * Returns: (nullable): the words, or `NULL` if the status says nothing more
 */
const CsFailureWords *
cs_failure_words_for_status (guint http_status)
{
  if (http_status == 401 || http_status == 403)
    return &credential_words;

  return http_status == 429 ? &busy_words : NULL;
}

/**
 * cs_failure_words_for_code:
 * @code: (nullable): a business code
 *
 * Finds the words for a business code that the service's documentation explains.
 *
 * Returns: (nullable): the words, or `NULL` for any other code
 */
const CsFailureWords *
cs_failure_words_for_code (const char *code)
{
  static const char *const codes[] = {
    CS_CODE_INVALID_PARAMETER, CS_CODE_MISSING_PARAMETER, CS_CODE_NO_SUCH_MEMBER,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (codes) == G_N_ELEMENTS (code_words));

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (code, codes[i]) == 0)
      return &code_words[i];

  return NULL;
}
