/**
 * Holds the docs to what the code says: generated parts are generated anew and compared, names are looked up, links
 * are followed.
 */
@NullMarked
package io.msagent.it.docs;

import org.jspecify.annotations.NullMarked;
