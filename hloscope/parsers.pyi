from parsers import *
