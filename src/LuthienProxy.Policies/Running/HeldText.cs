namespace LuthienProxy.Policies.Running;

/// <summary>How much text a policy holds back, as the transaction's figures know it. Not thread-safe.</summary>
struct HeldText(PolicyContext context)
{
    long _characters;

    /// <summary>So many more characters are held.</summary>
    public void Add(int characters)
    {
        _characters += characters;
        context.Holds(characters);
    }

    /// <summary>None is held any more.</summary>
    public void Clear()
    {
        if (_characters != 0)
            context.Holds(-_characters);
        _characters = 0;
    }
}
