namespace LuthienProxy.Protocol.Chat;

/// <summary>What must be the same in all chunks of an answer (C1), as raw JSON values; empty where the provider sent none.</summary>
sealed class ChunkIdentity(ReadOnlyMemory<byte> id, ReadOnlyMemory<byte> created, ReadOnlyMemory<byte> model)
{
    /// <summary><c>id</c>.</summary>
    public ReadOnlyMemory<byte> Id { get; } = id;

    /// <summary><c>created</c>, in seconds since 1970.</summary>
    public ReadOnlyMemory<byte> Created { get; } = created;

    /// <summary><c>model</c>.</summary>
    public ReadOnlyMemory<byte> Model { get; } = model;

    /// <summary>Whether nothing is missing.</summary>
    public bool IsComplete => !Id.IsEmpty && !Created.IsEmpty && !Model.IsEmpty;

    /// <summary>Whether it names an answer: Azure sends a filter's report with an empty id before the answer begins.</summary>
    public bool NamesAnswer => Id.Length > 2;

    /// <summary>Whether all three values are the same bytes.</summary>
    public bool Matches(ChunkIdentity other) =>
        ReferenceEquals(this, other) || Matches(other.Id.Span, other.Created.Span, other.Model.Span);

    /// <inheritdoc cref="Matches(ChunkIdentity)"/>
    public bool Matches(ReadOnlySpan<byte> id, ReadOnlySpan<byte> created, ReadOnlySpan<byte> model) =>
        Id.Span.SequenceEqual(id) && Created.Span.SequenceEqual(created) && Model.Span.SequenceEqual(model);
}
