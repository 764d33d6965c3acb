/* SPDX-License-Identifier: MIT */
/* gcc: ignoring return value of ‘result_false’ declared with attribute */
/* clang: ignoring return value of function declared with 'warn_unused_result' */
#include "bindery/util/result.h"

bool start(Error **errp);

bool start(Error **errp)
{
    error_fail(errp, "it does not start"); /* wrong */
    return true;
}
