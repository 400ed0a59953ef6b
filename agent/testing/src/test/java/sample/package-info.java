/** An application and its tests, which are run by the tests of the helper. */
package sample;
