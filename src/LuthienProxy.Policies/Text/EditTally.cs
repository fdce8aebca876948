namespace LuthienProxy.Policies.Text;

/// <summary>Counts what was replaced, for the record.</summary>
sealed class EditTally
{
    readonly SortedDictionary<string, int> _labels = new(StringComparer.Ordinal);

    public bool HasChanges { get; private set; }

    public void Add(TextEdits.Edit edit)
    {
        if (edit.Text is null)
            return;
        HasChanges = true;
        if (edit.Label is { } label)
            _labels[label] = _labels.GetValueOrDefault(label) + 1;
    }

    /// <summary>What was replaced; null where the policy has no words for it. The same however the text was cut.</summary>
    public string? InWords() => _labels.Count == 0
        ? null
        : string.Join(", ", _labels.Select(label => label.Value == 1 ? label.Key : $"{label.Key} ×{label.Value}"));
}
