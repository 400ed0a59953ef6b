/** How long tests wait. */
package io.msagent.core.patience;
