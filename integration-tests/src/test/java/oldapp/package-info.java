/** An ordinary program that carries old versions of libraries which the agent uses too. */
package oldapp;
