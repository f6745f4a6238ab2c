"""Who acts, in what capacity; sign-in; and the one gate that every act and page passes."""
