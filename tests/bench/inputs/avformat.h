/* SPDX-License-Identifier: MIT */
/* (e) FFmpeg's libavformat. */
#include <libavformat/avformat.h>
