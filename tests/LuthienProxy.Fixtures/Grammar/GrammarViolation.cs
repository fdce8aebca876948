namespace LuthienProxy.Fixtures.Grammar;

/// <summary>One place where bytes sent to a client break a rule of their wire format.</summary>
/// <param name="Statement">The statement broken, as protocols name it: <c>A3</c>, <c>R6</c>, <c>C4</c>, <c>I-22</c>.</param>
/// <param name="Sentence">What is wrong, in a sentence that says where.</param>
public sealed record GrammarViolation(string Statement, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Statement}: {Sentence}";
}
