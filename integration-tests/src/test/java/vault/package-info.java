/**
 * An ordinary program that keeps state: counters, carts and accounts that must not be lost, rooms and tallies that live in
 * memory, and what calls them. It also runs plainly.
 */
package vault;
