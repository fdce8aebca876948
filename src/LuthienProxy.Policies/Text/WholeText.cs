using System.Text;

namespace LuthienProxy.Policies.Text;

/// <summary>Applies a text policy to texts that are whole: requests, and strings inside JSON.</summary>
sealed class WholeText(TextPolicy policy, PolicyContext context)
{
    readonly TextEdits _edits = new();

    public EditTally Tally { get; } = new();

    public string Apply(string text)
    {
        _edits.Clear();
        policy.CreateTransform(context).Advance(text, isEnd: true, _edits);
        EditCheck.ThrowIfOver(_edits, text.Length);
        return _edits.All.All(edit => edit.Text is null) ? text : Edited(text);
    }

    string Edited(string text)
    {
        var edited = new StringBuilder(text.Length);
        var at = 0;
        foreach (var edit in _edits.All)
        {
            edited.Append(edit.Text ?? text.AsSpan(at, edit.Count));
            at += edit.Count;
            Tally.Add(edit);
        }
        return edited.Append(text, at, text.Length - at).ToString();
    }
}
