/* Homes: the country of an office holder whom the page does not introduce.
 *
 * The page of a presidential office says "the President spoke by phone with the
 * President of Kazakhstan" and takes its own country for granted; nobody says of
 * which country the Pope is.  A named holder of an office without a country has
 *
 *   1. the country that alone has such an office (en/offices, column country), else
 *   2. the one country in the name of an outlet that is an office itself
 *      ("Press Office of the President of Armenia"), else
 *   3. the one country that the text puts beside the other side's ("relations
 *      between Türkiye and Kazakhstan", "Kazakhstan-Türkiye trade").
 *
 * Two such countries decide nothing, and neither does one that is only named;
 * 2 and 3 need a country on the other side, and another one.
 */
#ifndef VB_EXCHANGES_HOME_H
#define VB_EXCHANGES_HOME_H

#include "exchanges/find.h"

void vb_homes_fill(vb_finder *finder, vb_tokens text, vb_arena scratch);

#endif
