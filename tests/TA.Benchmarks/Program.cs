Console.WriteLine("TA");
