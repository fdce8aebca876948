namespace LuthienProxy.Fixtures.Transcripts;

/// <summary>One reason for which a provider would refuse the conversation that it is sent.</summary>
/// <param name="Rule">A short name: <c>pairing</c>, <c>empty-text</c>, <c>seal</c>, <c>first-block</c>, <c>trailing-tool</c>, <c>id</c>, …</param>
/// <param name="Sentence">What is wrong, and where.</param>
public sealed record TranscriptViolation(string Rule, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {Sentence}";
}
