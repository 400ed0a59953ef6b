/** Programs whose launcher brings a class loader of its own. */
package io.msagent.it.fatjar;
