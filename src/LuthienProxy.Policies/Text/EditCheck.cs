namespace LuthienProxy.Policies.Text;

/// <summary>Refuses edits of characters that are not there.</summary>
static class EditCheck
{
    public static void ThrowIfOver(TextEdits edits, int length)
    {
        if (edits.Settled > length)
            throw new PolicyException("it settled more characters than it was shown.");
    }
}
