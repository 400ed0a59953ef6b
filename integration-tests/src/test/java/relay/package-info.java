/** A program whose calls make calls, which logs and has a context of its own: an ordinary application. */
package relay;
